FROM python:3.13-slim
RUN pip install "numpy" "mkl; platform_machine == 'x86_64'"
