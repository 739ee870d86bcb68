"""Fine-tuning an NLLB checkpoint on a user's own translations, by LoRA."""
