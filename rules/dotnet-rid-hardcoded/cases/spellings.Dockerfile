# What stands in place of a value is another word in each.
FROM mcr.microsoft.com/dotnet/sdk:9.0
ENV RID=linux-x64
RUN dotnet publish -r $RID -o /a
RUN dotnet publish -c Release "/p:PublishSingleFile=true;RuntimeIdentifier=linux-x64" -o /b
RUN dotnet publish -c Release --runtime:linux-musl-x64 --self-contained -o /c
RUN dotnet publish --os=linux --arch:x64 -o /d
RUN dotnet msbuild -p:RuntimeIdentifier=linux-x64
RUN dotnet pack -r linux-x64
