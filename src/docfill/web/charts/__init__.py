"""Charts: where each bar is drawn and how long, as plain shapes that templates draw as SVG."""
