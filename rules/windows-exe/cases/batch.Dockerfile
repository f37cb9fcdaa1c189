# escape=`
FROM diamol/base
RUN cd app && build.cmd release
