# escape=`
FROM eclipse-temurin:21
SHELL ["powershell", "-Command", "$ErrorActionPreference = 'Stop';"]
RUN Invoke-WebRequest https://dl.example.com/setup.exe -OutFile setup.exe
