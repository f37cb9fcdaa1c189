# escape=`
FROM diamol/base
RUN dotnet --info > C:\info.txt
