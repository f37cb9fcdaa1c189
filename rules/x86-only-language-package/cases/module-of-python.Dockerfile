FROM python:3.13-slim
RUN <<EOF
python3 -m pip install --user Intel_OpenMP
pip3 install mkl
EOF
