FROM alpine:3.22
ENV USAGE="run app.exe on Windows; use %APPDATA%"
