"""Facts: what a digest says, as typed values with places, each found once and by whoever asks first."""
