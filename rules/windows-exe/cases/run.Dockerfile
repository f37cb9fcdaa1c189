FROM python:3.13
RUN ["C:/setup.exe", "/quiet"]
