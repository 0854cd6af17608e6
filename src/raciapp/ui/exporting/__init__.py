"""What is to be handed out: the dialog that asks, the preview beside it, the work in the background."""
