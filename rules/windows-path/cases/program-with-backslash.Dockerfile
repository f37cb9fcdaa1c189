FROM diamol/base
CMD ["bin\\server"]
