FROM diamol/base
RUN echo powershell-lts
RUN dotnet tool install powershell --global
