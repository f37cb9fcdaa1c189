# escape=`
FROM diamol/base
COPY a G:\
VOLUME G:
