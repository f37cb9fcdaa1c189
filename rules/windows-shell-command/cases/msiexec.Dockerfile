# escape=`
FROM diamol/base
RUN msiexec /i C:\setup.msi /quiet
