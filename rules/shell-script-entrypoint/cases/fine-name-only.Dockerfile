FROM diamol/base
CMD ["server.sharp"]
