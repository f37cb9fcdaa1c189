FROM diamol/base
CMD migrate; serve
