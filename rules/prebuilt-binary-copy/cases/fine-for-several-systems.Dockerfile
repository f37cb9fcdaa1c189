FROM alpine:3.22
COPY agent-linux-amd64 agent-windows-amd64.exe /agents/
