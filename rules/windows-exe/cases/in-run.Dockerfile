# escape=`
FROM diamol/base
RUN .\setup.exe /quiet
