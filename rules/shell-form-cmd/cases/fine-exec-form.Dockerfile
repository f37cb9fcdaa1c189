FROM diamol/base
CMD ["server", "$PORT"]
