"""The tags of a part: how they are typed, where each stands, what may be printed there."""
