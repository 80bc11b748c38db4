"""What filling leaves in the XML of a part, made right: breaks, emptied cells, grids, ids."""
