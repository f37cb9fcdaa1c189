FROM python:3.13
SHELL ["python", "-c"]
RUN print('https://example.com/tool-linux-amd64.tar.gz')
