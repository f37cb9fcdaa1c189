FROM golang:1.24
RUN setx PATH "%PATH%;C:\\tools"
