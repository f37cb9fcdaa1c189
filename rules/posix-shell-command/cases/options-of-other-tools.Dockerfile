FROM mcr.microsoft.com/dotnet/runtime:3.1
RUN mkdir -m 755 x
RUN mkdir --parents logs
RUN sort -k 2 x
RUN timeout 60 dotnet x.dll
