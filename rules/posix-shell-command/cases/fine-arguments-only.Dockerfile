FROM diamol/base
ENTRYPOINT ["server"]
CMD ["sh", "-c"]
