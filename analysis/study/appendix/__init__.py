"""What the appendices show: measures beside other packages, the extractor beside marked texts."""
