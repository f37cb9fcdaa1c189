# escape=`
FROM diamol/base
RUN if exist C:\x (del C:\x)
