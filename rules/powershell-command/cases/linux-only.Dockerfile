FROM golang:1.24
RUN powershell -NoProfile -Command Get-Date
