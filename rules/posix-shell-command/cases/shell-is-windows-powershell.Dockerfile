# escape=`
FROM mcr.microsoft.com/dotnet/framework/sdk:4.8
SHELL ["powershell", "-Command", "$ErrorActionPreference = 'Stop';"]
RUN rm -rf C:\setup.zip
RUN mkdir C:\a && mkdir C:\b
RUN export MODE=release; msbuild
RUN ls -la C:\a
RUN Test-Path C:\a || exit 1
