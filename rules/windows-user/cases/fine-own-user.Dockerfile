FROM diamol/base
USER container
