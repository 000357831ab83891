#!/bin/bash
# serve.sh NAME PORT : (re)start the server of clone NAME on PORT (actions on PORT+1)
cd /work/scratch/$1 || exit 1
[ -f /work/scratch/$1.pid ] && kill $(cat /work/scratch/$1.pid) 2>/dev/null && sleep 2
touch models/retirada.tar.gz
DATABASE_URL=sqlite:////work/scratch/$1.db REST_RATE_PER_SENDER=1000/minute REST_RATE_PER_CHANNEL=100000/minute REST_RATE_PER_ADDRESS=100000/minute PORT=$2 ACTION_PORT=$(($2+1)) nohup setsid .venv/bin/python -m retirada.server.serve > /work/scratch/$1.log 2>&1 &
echo $! > /work/scratch/$1.pid
for i in $(seq 90); do grep -q Ready /work/scratch/$1.log && break; sleep 1; done; tail -2 /work/scratch/$1.log
