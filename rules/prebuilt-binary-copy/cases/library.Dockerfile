FROM python:3.13-slim
COPY native/libfast.so /usr/lib/libfast.so
