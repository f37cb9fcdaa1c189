FROM diamol/base
CMD PORT=80 app
