FROM golang:1.24-windowsservercore-ltsc2022
RUN rm go.sum; ls
SHELL ["cmd", "/S", "/C"]
RUN rm -f go.sum && ls
