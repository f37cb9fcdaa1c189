FROM stefanscherer/node-windows:6.0.0
ENV VERSION=0.6.4
RUN powershell -Command \
    wget https://releases.example.com/consul/%VERSION%/consul_%VERSION%_windows_amd64.zip -OutFile consul.zip ; \
    wget https://releases.example.com/envconsul/%VERSION%/envconsul_%VERSION%_windows_amd64.zip -OutFile envconsul.zip
