FROM diamol/base
SHELL ["cmd", "/S", "/C"]
RUN copy a b
