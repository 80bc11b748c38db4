"""The yearly run by itself: `units` writes systemd units and cron lines, `install` places them."""
