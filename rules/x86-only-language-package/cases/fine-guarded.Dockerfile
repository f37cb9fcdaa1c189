FROM python:3.13-slim
RUN if [ "$(uname -m)" = x86_64 ]; then pip install mkl; fi; pip install numpy
