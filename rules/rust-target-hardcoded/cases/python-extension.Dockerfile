FROM python:3.13
RUN pip install maturin && maturin build --release --target x86_64-unknown-linux-gnu
