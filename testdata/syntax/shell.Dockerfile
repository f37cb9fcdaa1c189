FROM a
SHELL ["powershell", "-Command"]
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
SHELL bash -c
SHELL []
SHELL
