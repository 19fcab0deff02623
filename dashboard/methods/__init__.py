"""Statistical methods: small, pure, tested against published numbers."""
