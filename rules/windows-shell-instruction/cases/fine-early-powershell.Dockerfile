FROM microsoft/powershell:ubuntu16.04
SHELL ["powershell", "-Command"]
