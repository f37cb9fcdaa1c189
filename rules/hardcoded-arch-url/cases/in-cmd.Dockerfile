# escape=`
FROM registry.example.com/windows/base:1
RUN curl -fsSL -o tool.zip https://dl.example.com/tool-x64.zip
RUN curl -fsSL -o agent.zip https://dl.example.com/agent-amd64.zip
SHELL ["cmd", "/S", "/C"]
RUN curl -fsSL -o other.zip https://dl.example.com/other-amd64.zip
