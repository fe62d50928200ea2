"""What a site decided about its use of the product: one file, read strictly, for every process alike."""
