FROM gcc:14
RUN <<EOF
cmake -B build -DCMAKE_C_FLAGS=-mavx512f .
sh -c 'g++ -march=x86-64-v3 a.cc'
EOF
