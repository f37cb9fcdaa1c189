FROM golang:1.24
SHELL ["powershell", "-Command"]
RUN Expand-Archive git.zip -DestinationPath C:\git
