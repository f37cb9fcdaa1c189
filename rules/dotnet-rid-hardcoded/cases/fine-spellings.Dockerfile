# For other systems, and for the program that is started.
FROM mcr.microsoft.com/dotnet/sdk:9.0
RUN dotnet publish -c Release --os=win --arch x64 -o /out && dotnet publish -c Release --os:osx --arch x64 -o /out
RUN dotnet run --project tool -- -r linux-x64
RUN dotnet tool.dll -r linux-x64
