FROM diamol/base
CMD ["start", "--port", "80"]
