FROM python:3.13-slim
RUN pip install --no-cache-dir \
      numpy \
      intel-openmp==2024.1 \
      'mkl>=2024'
