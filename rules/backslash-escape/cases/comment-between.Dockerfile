FROM mcr.microsoft.com/dotnet/framework/runtime:4.8-windowsservercore-ltsc2022
WORKDIR C:/site
COPY publish C:\site\

# the settings of the site
  # and of its log
RUN copy C:\site\sample.config C:\site\app.exe.config
ENTRYPOINT ["C:/site/app.exe"]
