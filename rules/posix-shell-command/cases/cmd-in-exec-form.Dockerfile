FROM diamol/base
CMD ["cat", "/etc/hostname"]
