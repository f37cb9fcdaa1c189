FROM golang:1.24
RUN fetch https://dl.example.com/tool.exe
CMD C:\tool.exe --serve
