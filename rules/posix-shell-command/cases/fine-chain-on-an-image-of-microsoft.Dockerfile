FROM mcr.microsoft.com/dotnet/framework/runtime:4.8
RUN md C:\a && md C:\b
